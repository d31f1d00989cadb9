using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pipeline.Storage.Sqlite.Migrations
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
                    VideoId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_backlog", x => x.VideoId);
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VideoId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: false)
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

            // Beginnings of three to five letters are indexed like words, or finding one would put together every word that begins so.
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE search_index USING fts5(title, text, marks, content='', contentless_delete=1, tokenize='ascii', prefix='3 4 5')");

            // Letters are folded by the program, not by the database: it indexes what is there already once it runs.
            migrationBuilder.Sql("INSERT INTO search_backlog (\"VideoId\") SELECT \"Id\" FROM videos");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE search_index");

            migrationBuilder.DropTable(
                name: "search_backlog");

            migrationBuilder.DropTable(
                name: "search_documents");
        }
    }
}
