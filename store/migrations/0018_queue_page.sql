-- Keeps which lanes are held back, the end of each run, and when a document was put into the queue.
CREATE TABLE "held_lanes" (
	"lane" text PRIMARY KEY NOT NULL,
	"who" text NOT NULL,
	"person_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "held_lanes_lane" CHECK (lane in ('digital', 'scans'))
);
--> statement-breakpoint
CREATE TABLE "run_ends" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "run_ends_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"reason" text,
	"waited" double precision NOT NULL,
	"took" double precision,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_ends_lane" CHECK (lane in ('digital', 'scans'))
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL;
--> statement-breakpoint
CREATE INDEX "run_ends_at" ON "run_ends" USING btree ("at");
--> statement-breakpoint
UPDATE "documents" SET "queued_at" = "received_at" WHERE "state" = 'received';
