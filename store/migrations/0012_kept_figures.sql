-- Keeps the figures of reports and makes the table of snapshots.
CREATE TABLE "snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"scope_agency_id" uuid,
	"state" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"note" text NOT NULL,
	"who" text NOT NULL,
	"person_id" uuid,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "figures" text;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_year_campaigns_year_fk" FOREIGN KEY ("year") REFERENCES "public"."campaigns"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_scope_agency_id_agencies_id_fk" FOREIGN KEY ("scope_agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "snapshots_year" ON "snapshots" USING btree ("year","made_at");--> statement-breakpoint
UPDATE "documents" SET "check_due" = true, "due_marks" = "due_marks" + 1 WHERE "state" = 'converted' AND "version_id" IS NOT NULL;
