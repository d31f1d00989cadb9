using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pipeline.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Positions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_statuses_LeaseUntil",
                table: "statuses");

            migrationBuilder.DropIndex(
                name: "IX_statuses_Revision",
                table: "statuses");

            migrationBuilder.DropIndex(
                name: "IX_statuses_unannounced",
                table: "statuses");

            migrationBuilder.RenameColumn(
                name: "LeaseUntil",
                table: "statuses",
                newName: "LeaseRenewals");

            migrationBuilder.AddColumn<long>(
                name: "Position",
                table: "statuses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "epoch",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    Server = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_epoch", x => x.Id);
                });

            migrationBuilder.Sql("UPDATE statuses SET \"Position\" = \"Revision\"");
            migrationBuilder.Sql("UPDATE statuses SET \"LeaseRenewals\" = 0 WHERE \"LeaseRenewals\" IS NOT NULL");
            migrationBuilder.Sql("INSERT INTO epoch (\"Id\", \"Value\") VALUES (1, lower(hex(randomblob(4))))");

            migrationBuilder.CreateIndex(
                name: "IX_statuses_LeaseRenewals",
                table: "statuses",
                column: "LeaseRenewals",
                filter: "\"LeaseRenewals\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_statuses_Position_Revision",
                table: "statuses",
                columns: new[] { "Position", "Revision" });

            migrationBuilder.CreateIndex(
                name: "IX_statuses_unannounced",
                table: "statuses",
                column: "Position",
                filter: "\"AnnouncedRevision\" < \"Revision\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "epoch");

            migrationBuilder.DropIndex(
                name: "IX_statuses_LeaseRenewals",
                table: "statuses");

            migrationBuilder.DropIndex(
                name: "IX_statuses_Position_Revision",
                table: "statuses");

            migrationBuilder.DropIndex(
                name: "IX_statuses_unannounced",
                table: "statuses");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "statuses");

            migrationBuilder.RenameColumn(
                name: "LeaseRenewals",
                table: "statuses",
                newName: "LeaseUntil");

            migrationBuilder.CreateIndex(
                name: "IX_statuses_LeaseUntil",
                table: "statuses",
                column: "LeaseUntil",
                filter: "\"LeaseUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_statuses_Revision",
                table: "statuses",
                column: "Revision",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_statuses_unannounced",
                table: "statuses",
                column: "UpdatedAt",
                filter: "\"AnnouncedRevision\" < \"Revision\"");
        }
    }
}
