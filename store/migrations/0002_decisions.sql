-- Makes the table of decisions on findings.
CREATE TABLE "decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"operands_digest" text NOT NULL,
	"operands" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"reviewer" text NOT NULL,
	"decided_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decisions_kind" CHECK (kind in ('confirmed', 'waived', 'withdrawn')),
	CONSTRAINT "decisions_reason" CHECK ((kind = 'waived') = (reason is not null))
);
--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "operands_digest" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decisions_finding" ON "decisions" USING btree ("fingerprint","operands_digest","id");--> statement-breakpoint
CREATE INDEX "findings_fingerprint" ON "findings" USING btree ("fingerprint");