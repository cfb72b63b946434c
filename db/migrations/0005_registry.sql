CREATE TABLE `agency_lineage` (
	`key` integer PRIMARY KEY NOT NULL,
	`predecessor` integer NOT NULL,
	`successor` integer,
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`basis` text NOT NULL,
	FOREIGN KEY (`predecessor`) REFERENCES `agencies`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor`) REFERENCES `agencies`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agency_lineage_predecessor` ON `agency_lineage` (`predecessor`);--> statement-breakpoint
CREATE INDEX `agency_lineage_successor` ON `agency_lineage` (`successor`);--> statement-breakpoint
CREATE TABLE `agency_names` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` integer NOT NULL,
	`name` text NOT NULL,
	`folded` text NOT NULL,
	`kind` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	FOREIGN KEY (`agency`) REFERENCES `agencies`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agency_names_agency` ON `agency_names` (`agency`);--> statement-breakpoint
CREATE INDEX `agency_names_folded` ON `agency_names` (`folded`);--> statement-breakpoint
CREATE TABLE `divisions` (
	`code` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`parent` text,
	`path` text NOT NULL,
	PRIMARY KEY(`code`, `since`)
);
--> statement-breakpoint
CREATE INDEX `divisions_parent` ON `divisions` (`parent`);--> statement-breakpoint
CREATE TABLE `doubts` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`name` text NOT NULL,
	`called` text NOT NULL,
	`year` integer,
	`candidates` text NOT NULL,
	`evidence` text NOT NULL,
	`asked_at` text NOT NULL,
	`settled` text,
	`settled_by` text,
	`settled_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `doubts_document` ON `doubts` (`document`,`called`);--> statement-breakpoint
ALTER TABLE `agencies` ADD `credit_code` text;--> statement-breakpoint
ALTER TABLE `agencies` ADD `domains` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `agencies` ADD `parent` text;--> statement-breakpoint
ALTER TABLE `agencies` ADD `line` text;--> statement-breakpoint
ALTER TABLE `agencies` ADD `valid_from` text;--> statement-breakpoint
ALTER TABLE `agencies` ADD `valid_to` text;--> statement-breakpoint
ALTER TABLE `agencies` ADD `origin` text DEFAULT 'report' NOT NULL;--> statement-breakpoint
CREATE INDEX `agencies_parent` ON `agencies` (`parent`);--> statement-breakpoint
CREATE INDEX `agencies_line` ON `agencies` (`line`);--> statement-breakpoint
CREATE UNIQUE INDEX `agencies_credit_code` ON `agencies` (`credit_code`);