-- Keeps where each filing stands, and works it out for those that are there.
DROP INDEX "filings_list";--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "state" text DEFAULT 'received' NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "due_marks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "standing" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "errors" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "warnings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "undecided" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "review_cells" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "conversion_failed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "documents" SET "check_due" = true WHERE "state" = 'converted' AND "id" IN (
	SELECT "document_id" FROM "findings" WHERE "rule" = 'narrative.similar-peer'
);--> statement-breakpoint
UPDATE "filings" SET
	"standing" = CASE
		WHEN "filings"."state" IN ('returned', 'accepted', 'published', 'exempt', 'merged') THEN "filings"."state"
		WHEN "filings"."version" = 0 OR "now_is"."state" IS NULL THEN 'expected'
		WHEN "now_is"."state" = 'converting' THEN 'converting'
		WHEN "now_is"."state" <> 'converted' THEN 'received'
		WHEN "now_is"."check_due" THEN 'checking'
		WHEN "now_is"."open" = 0 THEN 'clear'
		ELSE 'needsReview'
	END,
	"verdict" = "now_is"."verdict",
	"errors" = coalesce("now_is"."error_findings", 0),
	"warnings" = coalesce("now_is"."warning_findings", 0),
	"undecided" = coalesce("now_is"."undecided", 0),
	"review_cells" = coalesce("now_is"."review_cells", 0),
	"conversion_failed" = coalesce("now_is"."state" = 'conversion-failed', false)
FROM (
	SELECT "own"."id", "documents"."state", "documents"."check_due", "documents"."verdict", "documents"."error_findings",
		"documents"."warning_findings", "documents"."decidable_findings" - "documents"."decided_findings" AS "undecided",
		"results"."review_cells",
		"documents"."error_findings" + "documents"."open_warnings" + coalesce("results"."review_cells", 0) + "documents"."open_doubts"
			+ "documents"."open_pages" + "documents"."open_mistakes" + "documents"."confirmed_mistakes" AS "open"
	FROM "filings" AS "own"
	LEFT JOIN "documents" ON "documents"."id" = "own"."main_document_id"
	LEFT JOIN "results" ON "results"."document_id" = "own"."main_document_id"
) AS "now_is"
WHERE "now_is"."id" = "filings"."id";--> statement-breakpoint
ALTER TABLE "filings" ALTER COLUMN "standing" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "batches_receiving" ON "batches" USING btree ("state") WHERE state = 'receiving';--> statement-breakpoint
CREATE INDEX "filings_changed" ON "filings" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "filings_list" ON "filings" USING btree ("year","position");--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_state" CHECK (state in ('receiving', 'received', 'cut'));--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_standing" CHECK (standing in ('expected', 'received', 'converting', 'checking', 'needsReview', 'clear', 'returned', 'accepted', 'published', 'exempt', 'merged'));