-- Lets facts be corrected as cells are.
ALTER TABLE "corrections" ADD COLUMN "read_text" text;--> statement-breakpoint
ALTER TABLE "corrections" ADD COLUMN "text" text;