-- Keeps with each finding the decision that counts, and with each filing its last return.
ALTER TABLE "filings" ADD COLUMN "returned_version" integer;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "returned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "decided" text;--> statement-breakpoint
UPDATE "findings" SET "decided" = "last"."kind"
FROM (
	SELECT DISTINCT ON ("fingerprint", "operands_digest") "fingerprint", "operands_digest", "kind"
	FROM "decisions" ORDER BY "fingerprint", "operands_digest", "id" DESC
) AS "last"
WHERE "last"."fingerprint" = "findings"."fingerprint" AND "last"."operands_digest" = "findings"."operands_digest"
	AND "last"."kind" <> 'withdrawn';--> statement-breakpoint
UPDATE "filings" SET "returned_version" = "last"."version", "returned_at" = "last"."at"
FROM (
	SELECT DISTINCT ON ("filing_id") "filing_id", "version", "at"
	FROM "comments" WHERE "version" IS NOT NULL ORDER BY "filing_id", "at" DESC
) AS "last"
WHERE "last"."filing_id" = "filings"."id";
