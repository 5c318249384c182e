-- Makes the tables of uploads, documents, results and findings.
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"file_name" text NOT NULL,
	"source_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text,
	"format" text,
	"media_type" text,
	"state" text NOT NULL,
	"reason" text,
	"duplicate_of" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"run" uuid,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_state" CHECK (state in ('received', 'converting', 'converted', 'conversion-failed', 'duplicate', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"document_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"cause" text NOT NULL,
	"message" text NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "findings_document_id_position_pk" PRIMARY KEY("document_id","position"),
	CONSTRAINT "findings_severity" CHECK (severity in ('error', 'warning', 'info'))
);
--> statement-breakpoint
CREATE TABLE "results" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"report_sha256" text NOT NULL,
	"report_bytes" bigint NOT NULL,
	"agency" text,
	"year" integer,
	"verdict" text NOT NULL,
	"review_cells" integer NOT NULL,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "results_verdict" CHECK (verdict in ('passed', 'failed', 'needsReview'))
);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_document_id_results_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."results"("document_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_content" ON "documents" USING btree ("sha256") WHERE state not in ('duplicate', 'rejected');--> statement-breakpoint
CREATE INDEX "documents_state_received" ON "documents" USING btree ("state","received_at");--> statement-breakpoint
CREATE INDEX "documents_listing" ON "documents" USING btree ("received_at","batch_id","position");--> statement-breakpoint
CREATE INDEX "documents_changed" ON "documents" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "documents_finished" ON "documents" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "documents_batch" ON "documents" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "findings_rule" ON "findings" USING btree ("rule","severity");--> statement-breakpoint
CREATE INDEX "results_verdict" ON "results" USING btree ("verdict");