using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pipeline.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Deletion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeletedAt",
                table: "videos",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RestorableUntil",
                table: "videos",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Deletion",
                table: "statuses",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_videos_RestorableUntil",
                table: "videos",
                column: "RestorableUntil",
                filter: "\"RestorableUntil\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_videos_RestorableUntil",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "RestorableUntil",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "Deletion",
                table: "statuses");
        }
    }
}
