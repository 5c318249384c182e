-- Lets findings be put aside and documents be removed, and makes lists quicker.
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_kind";--> statement-breakpoint
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_reason";--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_state";--> statement-breakpoint
DROP INDEX "documents_content";--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "proposed_waivers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "removed_from" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "proposed_waivers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "aside_reason" text;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_content" ON "documents" USING btree ("sha256") WHERE state not in ('duplicate', 'rejected', 'removed');--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_kind" CHECK (kind in ('confirmed', 'waived', 'withdrawn', 'proposed'));--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_reason" CHECK ((kind in ('waived', 'proposed')) = (reason is not null));--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_removed" CHECK ((state = 'removed') = (removed_from is not null));--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_state" CHECK (state in ('received', 'converting', 'converted', 'conversion-failed', 'duplicate', 'rejected', 'removed'));