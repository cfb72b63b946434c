CREATE TABLE `agencies` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name_zh` text NOT NULL,
	`name_en` text,
	`kind` text,
	`level` text,
	`region` text,
	`region_name_zh` text,
	`region_name_en` text,
	`usual_scope` text,
	`provisional` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agencies_id_unique` ON `agencies` (`id`);--> statement-breakpoint
CREATE TABLE `documents` (
	`sha256` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`charset` text NOT NULL,
	`bytes` integer NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`version` integer NOT NULL,
	`indicator` integer NOT NULL,
	`member` integer NOT NULL,
	`edition` integer NOT NULL,
	`form` text NOT NULL,
	`unit` text NOT NULL,
	`status` text NOT NULL,
	`amount` integer,
	`printed` text NOT NULL,
	`label` text NOT NULL,
	`member_label` text NOT NULL,
	`origin_table` integer NOT NULL,
	`origin_row` integer NOT NULL,
	`origin_column` integer NOT NULL,
	`origin_offset` integer,
	`origin_path` text,
	PRIMARY KEY(`version`, `edition`, `indicator`, `member`),
	FOREIGN KEY (`version`) REFERENCES `versions`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`indicator`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edition`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "facts_amount_iff_reported" CHECK(("facts"."status" = 'reported') = ("facts"."amount" IS NOT NULL) AND typeof("facts"."amount") IN ('integer', 'null'))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `findings` (
	`key` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`code` text NOT NULL,
	`severity` text NOT NULL,
	`parameters` text NOT NULL,
	`origin_table` integer,
	`origin_row` integer,
	`origin_column` integer,
	`origin_offset` integer,
	`origin_path` text,
	FOREIGN KEY (`version`) REFERENCES `versions`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `findings_version` ON `findings` (`version`);--> statement-breakpoint
CREATE INDEX `findings_code` ON `findings` (`code`);--> statement-breakpoint
CREATE TABLE `release` (
	`key` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` integer NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`current` integer,
	FOREIGN KEY (`agency`) REFERENCES `agencies`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_identity` ON `reports` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE INDEX `reports_year` ON `reports` (`year`);--> statement-breakpoint
CREATE TABLE `terms` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `terms_id_unique` ON `terms` (`id`);--> statement-breakpoint
CREATE TABLE `totals` (
	`indicator` integer NOT NULL,
	`year` integer NOT NULL,
	`agency` integer NOT NULL,
	`scope` text NOT NULL,
	`version` integer NOT NULL,
	`edition` integer NOT NULL,
	`grade` text NOT NULL,
	`unit` text NOT NULL,
	`status` text NOT NULL,
	`amount` integer,
	PRIMARY KEY(`indicator`, `year`, `agency`, `scope`),
	FOREIGN KEY (`indicator`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agency`) REFERENCES `agencies`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version`) REFERENCES `versions`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edition`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "totals_amount_iff_reported" CHECK(("totals"."status" = 'reported') = ("totals"."amount" IS NOT NULL) AND typeof("totals"."amount") IN ('integer', 'null'))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `totals_agency` ON `totals` (`agency`,`year`);--> statement-breakpoint
CREATE TABLE `versions` (
	`key` integer PRIMARY KEY NOT NULL,
	`report` integer NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`title` text,
	`published` text,
	`read_at` text NOT NULL,
	`reader` text NOT NULL,
	`cells_read` integer NOT NULL,
	`cells_expected` integer NOT NULL,
	`evidence` text NOT NULL,
	`tables` text NOT NULL,
	FOREIGN KEY (`report`) REFERENCES `reports`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document`) REFERENCES `documents`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `versions_number` ON `versions` (`report`,`number`);--> statement-breakpoint
CREATE INDEX `versions_document` ON `versions` (`document`);