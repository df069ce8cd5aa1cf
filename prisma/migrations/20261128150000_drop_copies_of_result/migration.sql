-- No query reads these columns, and "result" holds the same values.
ALTER TABLE "Analysis" DROP COLUMN "engine",
DROP COLUMN "timingsMs",
DROP COLUMN "view";
