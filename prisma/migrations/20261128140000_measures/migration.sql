-- Renames "metrics" to "measures" and "coach" to "coaching" in stored results. A quote inside a JSON string is escaped, so
-- the patterns match keys only.
ALTER TABLE "Turn" RENAME COLUMN "metrics" TO "measures";

UPDATE "Analysis"
SET "result" = replace(replace("result"::text, '"metrics":', '"measures":'), '"metric":', '"measure":')::jsonb
WHERE "result" IS NOT NULL;

UPDATE "Analysis"
SET "result" = jsonb_set("result" #- '{engine,coach}', '{engine,coaching}', "result" #> '{engine,coach}')
WHERE "result" #> '{engine,coach}' IS NOT NULL;

UPDATE "Analysis"
SET "engine" = jsonb_set("engine" - 'coach', '{coaching}', "engine" -> 'coach')
WHERE "engine" -> 'coach' IS NOT NULL;
