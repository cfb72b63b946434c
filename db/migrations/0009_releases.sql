CREATE TABLE `release_changes` (
	`release` integer NOT NULL,
	`position` integer NOT NULL,
	`change` text NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`version` integer NOT NULL,
	`document` text NOT NULL,
	`file_name` text NOT NULL,
	`awaits_review` integer NOT NULL,
	PRIMARY KEY(`release`, `position`),
	FOREIGN KEY (`release`) REFERENCES `releases`(`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `release_changes_report` ON `release_changes` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE TABLE `releases` (
	`number` integer PRIMARY KEY NOT NULL,
	`released_at` text NOT NULL,
	`title` text NOT NULL,
	`notes` text NOT NULL,
	`data_version` integer NOT NULL
);
