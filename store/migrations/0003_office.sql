-- Makes the tables of the office: agencies, people, campaigns, filings and the trail.
CREATE TABLE "agencies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] NOT NULL,
	"former_names" text[] NOT NULL,
	"parent_id" uuid,
	"path" text NOT NULL,
	"kind" text NOT NULL,
	"may_issue_regulations" boolean NOT NULL,
	"contact" text NOT NULL,
	"phone" text NOT NULL,
	CONSTRAINT "agencies_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"year" integer PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"submit_by" date NOT NULL,
	"publish_by" date NOT NULL,
	"statutory_by" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"settings" text NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaigns_state" CHECK (state in ('open', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"filing_id" uuid NOT NULL,
	"who" text NOT NULL,
	"person_id" uuid,
	"version" integer,
	"due_on" date,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "filings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"agency_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"scope" text NOT NULL,
	"submit_by" date,
	"publish_by" date,
	"merged_into" uuid,
	"extra" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"main_document_id" uuid,
	"reviewer_id" uuid,
	"first_received_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone,
	"correction_by" date,
	"accepted_at" timestamp (3) with time zone,
	"versions_differ" boolean DEFAULT false NOT NULL,
	"changed_after_acceptance" boolean DEFAULT false NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "filings_state" CHECK (state in ('expected', 'received', 'converting', 'checking', 'needsReview', 'clear', 'returned', 'accepted', 'published', 'exempt', 'merged'))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"agency_id" uuid,
	"scope_agency_id" uuid,
	"password_hash" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"roles" text[] NOT NULL,
	"agency_id" uuid,
	"scope_agency_id" uuid,
	"expires_on" date,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programs_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "repeats" (
	"key" text PRIMARY KEY NOT NULL,
	"asked" text NOT NULL,
	"status" integer,
	"body" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"key" text PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"content" text NOT NULL,
	"began_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sketches" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"agency" text NOT NULL,
	"year" integer,
	"signature" "bytea" NOT NULL,
	"shingles" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trail" (
	"position" integer PRIMARY KEY NOT NULL,
	"at" text NOT NULL,
	"who" text NOT NULL,
	"person_id" uuid,
	"what" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"year" integer,
	"agency_id" uuid,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"filing_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"confirmed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "welcomes" (
	"key" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "who" text;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "agency_id" uuid;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "error_findings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "warning_findings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "decidable_findings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "decided_findings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "open_warnings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "searched" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "version_id" uuid;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "part" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "agency_id" uuid;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "guesses" text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "check_due" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "held_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "template" text;--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_parent_id_agencies_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_year_campaigns_year_fk" FOREIGN KEY ("year") REFERENCES "public"."campaigns"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_merged_into_agencies_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_main_document_id_documents_id_fk" FOREIGN KEY ("main_document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_scope_agency_id_agencies_id_fk" FOREIGN KEY ("scope_agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_scope_agency_id_agencies_id_fk" FOREIGN KEY ("scope_agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sketches" ADD CONSTRAINT "sketches_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "welcomes" ADD CONSTRAINT "welcomes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agencies_path" ON "agencies" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "agencies_parent" ON "agencies" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "comments_filing" ON "comments" USING btree ("filing_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "filings_agency" ON "filings" USING btree ("year","agency_id");--> statement-breakpoint
CREATE INDEX "filings_of_agency" ON "filings" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "filings_list" ON "filings" USING btree ("year","state","position");--> statement-breakpoint
CREATE INDEX "filings_main" ON "filings" USING btree ("main_document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_name" ON "people" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "repeats_at" ON "repeats" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "trail_subject" ON "trail" USING btree ("subject_id","position");--> statement-breakpoint
CREATE INDEX "trail_agency" ON "trail" USING btree ("agency_id");--> statement-breakpoint
CREATE UNIQUE INDEX "versions_number" ON "versions" USING btree ("filing_id","number");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batches_received" ON "batches" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "documents_verdict" ON "documents" USING btree ("verdict","received_at");--> statement-breakpoint
CREATE INDEX "documents_version" ON "documents" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "documents_agency" ON "documents" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "documents_check" ON "documents" USING btree ("finished_at") WHERE check_due and state = 'converted';--> statement-breakpoint
CREATE INDEX "documents_waiting" ON "documents" USING btree ("waits_for") WHERE waits_for is not null;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_part" CHECK ((version_id is null) = (part is null));--> statement-breakpoint
UPDATE "documents" SET "searched" = lower("file_name" || ' ' || coalesce((SELECT "agency" FROM "results" WHERE "results"."document_id" = "documents"."id"), '')), "verdict" = (SELECT "verdict" FROM "results" WHERE "results"."document_id" = "documents"."id");
