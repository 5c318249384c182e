-- Makes the table of corrections and keeps what waits for whom.
CREATE TABLE "corrections" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "corrections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document_id" uuid NOT NULL,
	"path" text NOT NULL,
	"read_value" double precision,
	"read_status" text NOT NULL,
	"value" double precision,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"who" text NOT NULL,
	"person_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "open_doubts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "open_mistakes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "confirmed_mistakes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "open_pages" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "returnable" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "waits" text;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "unread_pages" integer;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "read_sha256" text;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_document" ON "corrections" USING btree ("document_id","id");--> statement-breakpoint
UPDATE "documents" SET "check_due" = true WHERE "state" = 'converted';
