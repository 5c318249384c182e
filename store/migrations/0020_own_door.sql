CREATE TABLE "form_drafts" (
	"filing_id" uuid PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL,
	"who" text NOT NULL,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"handed_in_change" integer,
	"handed_in_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "self_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"format" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"found" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "self_checks_state" CHECK (state in ('waiting', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "welcomes" ADD COLUMN "good_until" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "form_drafts" ADD CONSTRAINT "form_drafts_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "self_checks_agency" ON "self_checks" USING btree ("agency_id","at");
