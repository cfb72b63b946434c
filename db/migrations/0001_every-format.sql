PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_documents` (
	`sha256` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`charset` text,
	`bytes` integer NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_documents`("sha256", "file_name", "format", "charset", "bytes", "received_at") SELECT "sha256", "file_name", "format", "charset", "bytes", "received_at" FROM `documents`;--> statement-breakpoint
DROP TABLE `documents`;--> statement-breakpoint
ALTER TABLE `__new_documents` RENAME TO `documents`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `facts` ADD `origin_page` integer;--> statement-breakpoint
ALTER TABLE `facts` ADD `method` text DEFAULT 'markup' NOT NULL;--> statement-breakpoint
ALTER TABLE `facts` ADD `confidence` real;--> statement-breakpoint
ALTER TABLE `findings` ADD `origin_page` integer;--> statement-breakpoint
ALTER TABLE `versions` ADD `unplaced` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `versions` ADD `unplaced_rows` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `versions` ADD `unplaced_tables` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `versions` ADD `awaiting_review` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `versions` ADD `reviewed_by` text;--> statement-breakpoint
ALTER TABLE `versions` ADD `reviewed_at` text;