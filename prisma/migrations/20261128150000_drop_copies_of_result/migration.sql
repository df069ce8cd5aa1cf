-- "result" holds the same values; no query reads these columns.
ALTER TABLE "Analysis" DROP COLUMN "engine",
DROP COLUMN "timingsMs",
DROP COLUMN "view";
