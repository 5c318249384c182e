-- Keeps of each document its lane, its expected time and its urgency.
ALTER TABLE "documents" ADD COLUMN "lane" text DEFAULT 'digital' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "expected_seconds" double precision DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "urgency" text DEFAULT 'bulk' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "sent_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "turn" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "paused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "alive_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "made_by" text;--> statement-breakpoint
CREATE INDEX "documents_turn" ON "documents" USING btree ("lane","turn") WHERE state = 'received';--> statement-breakpoint
UPDATE "documents" SET "lane" = 'scans', "expected_seconds" = 4 WHERE "format" = 'image';
