CREATE TABLE `check_counts` (
	`report` integer NOT NULL,
	`check_id` text NOT NULL,
	`passed` integer NOT NULL,
	`failed` integer NOT NULL,
	`not_assessable` integer NOT NULL,
	`inferred` integer NOT NULL,
	`missing` text NOT NULL,
	PRIMARY KEY(`report`, `check_id`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `check_counts_check` ON `check_counts` (`check_id`);--> statement-breakpoint
CREATE TABLE `explanations` (
	`key` integer PRIMARY KEY NOT NULL,
	`report` integer NOT NULL,
	`check_id` text NOT NULL,
	`instance` text NOT NULL,
	`words` text NOT NULL,
	`given_by` text NOT NULL,
	`given_at` text NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `explanations_report` ON `explanations` (`report`);--> statement-breakpoint
CREATE TABLE `table_vectors` (
	`report` integer NOT NULL,
	`form` text NOT NULL,
	`year` integer NOT NULL,
	`hash` text NOT NULL,
	`weight` integer NOT NULL,
	PRIMARY KEY(`report`, `form`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `table_vectors_hash` ON `table_vectors` (`hash`,`year`);--> statement-breakpoint
ALTER TABLE `findings` ADD `check_id` text;--> statement-breakpoint
ALTER TABLE `findings` ADD `instance` text;--> statement-breakpoint
ALTER TABLE `findings` ADD `detail` text;--> statement-breakpoint
CREATE INDEX `findings_check` ON `findings` (`check_id`);--> statement-breakpoint
ALTER TABLE `versions` ADD `agreements` text DEFAULT '{}' NOT NULL;