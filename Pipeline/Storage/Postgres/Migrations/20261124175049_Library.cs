using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pipeline.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Library : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SortTitle",
                table: "videos",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "ListedAt",
                table: "statuses",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            // Letters beyond those of English are folded by the program, not by the database: it does so when a title changes.
            migrationBuilder.Sql("UPDATE videos SET \"SortTitle\" = lower(substr(trim(\"Title\"), 1, 80))");
            migrationBuilder.Sql("UPDATE statuses SET \"ListedAt\" = (SELECT \"CreatedAt\" FROM videos WHERE videos.\"Id\" = statuses.\"VideoId\")");

            migrationBuilder.CreateIndex(
                name: "IX_videos_SortTitle_Id",
                table: "videos",
                columns: new[] { "SortTitle", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_statuses_Language_ListedAt_VideoId_State",
                table: "statuses",
                columns: new[] { "Language", "ListedAt", "VideoId", "State" },
                filter: "\"Deletion\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_statuses_State_ListedAt_VideoId_Language",
                table: "statuses",
                columns: new[] { "State", "ListedAt", "VideoId", "Language" },
                filter: "\"Deletion\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_videos_SortTitle_Id",
                table: "videos");

            migrationBuilder.DropIndex(
                name: "IX_statuses_Language_ListedAt_VideoId_State",
                table: "statuses");

            migrationBuilder.DropIndex(
                name: "IX_statuses_State_ListedAt_VideoId_Language",
                table: "statuses");

            migrationBuilder.DropColumn(
                name: "SortTitle",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "ListedAt",
                table: "statuses");
        }
    }
}
