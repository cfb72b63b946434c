CREATE TABLE `document_names` (
	`document` text NOT NULL,
	`name` text NOT NULL,
	`agency` text,
	PRIMARY KEY(`document`, `name`),
	FOREIGN KEY (`document`) REFERENCES `documents`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `failures` (
	`path` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sha256` text,
	`agency` text,
	`year` integer,
	`findings` text NOT NULL,
	`tried_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `failures_sha256` ON `failures` (`sha256`);--> statement-breakpoint
CREATE INDEX `failures_agency` ON `failures` (`agency`,`year`);--> statement-breakpoint
ALTER TABLE `versions` ADD `sections` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `agencies_region` ON `agencies` (`region`);