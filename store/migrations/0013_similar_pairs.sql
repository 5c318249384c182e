-- Makes the table of like texts.
CREATE TABLE "similar_pairs" (
	"document_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"likeness" double precision NOT NULL,
	CONSTRAINT "similar_pairs_document_id_other_id_pk" PRIMARY KEY("document_id","other_id")
);
--> statement-breakpoint
ALTER TABLE "sketches" ADD COLUMN "compared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "similar_pairs" ADD CONSTRAINT "similar_pairs_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "similar_pairs" ADD CONSTRAINT "similar_pairs_other_id_documents_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "similar_pairs_other" ON "similar_pairs" USING btree ("other_id");
