ALTER TABLE "documents" ADD COLUMN "found_rules" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE "documents" SET "found_rules" = "found"."rules"
FROM (SELECT "document_id", array_agg(DISTINCT "rule") AS "rules" FROM "findings" GROUP BY "document_id") AS "found"
WHERE "found"."document_id" = "documents"."id";
