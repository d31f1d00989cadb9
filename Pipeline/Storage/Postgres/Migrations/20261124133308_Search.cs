using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Pipeline.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_backlog",
                columns: table => new
                {
                    VideoId = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_backlog", x => x.VideoId);
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    VideoId = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Language = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_documents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_search_documents_videos_VideoId",
                        column: x => x.VideoId,
                        principalTable: "videos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_search_documents_VideoId_Kind_Language",
                table: "search_documents",
                columns: new[] { "VideoId", "Kind", "Language" },
                unique: true);

            migrationBuilder.Sql("ALTER TABLE search_documents ADD COLUMN \"Words\" tsvector");
            migrationBuilder.Sql("CREATE INDEX \"IX_search_documents_Words\" ON search_documents USING gin (\"Words\")");

            // Letters are folded by the program, not by the database: it indexes what is there already once it runs.
            migrationBuilder.Sql("INSERT INTO search_backlog (\"VideoId\") SELECT \"Id\" FROM videos");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_backlog");

            migrationBuilder.DropTable(
                name: "search_documents");
        }
    }
}
