CREATE TABLE `batch_files` (
	`key` integer PRIMARY KEY NOT NULL,
	`batch` integer NOT NULL,
	`archive` integer,
	`path` text NOT NULL,
	`stored` text,
	`sha256` text,
	`bytes` integer,
	`state` text NOT NULL,
	`findings` text DEFAULT '[]' NOT NULL,
	`received_at` text NOT NULL,
	`read_at` text,
	`reader` text,
	`packed` blob,
	FOREIGN KEY (`batch`) REFERENCES `batches`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `batch_files_batch` ON `batch_files` (`batch`,`state`);--> statement-breakpoint
CREATE INDEX `batch_files_state` ON `batch_files` (`state`);--> statement-breakpoint
CREATE INDEX `batch_files_sha256` ON `batch_files` (`sha256`);--> statement-breakpoint
CREATE TABLE `batches` (
	`key` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`opened_by` integer NOT NULL,
	`opened_at` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`opened_by`) REFERENCES `users`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`key` integer PRIMARY KEY NOT NULL,
	`file` integer NOT NULL,
	`number` integer NOT NULL,
	`reading` blob NOT NULL,
	`agency` text,
	`agency_name` text,
	`year` integer,
	`scope` text,
	`candidates` text NOT NULL,
	`evidence` text NOT NULL,
	`cells_read` integer NOT NULL,
	`cells_expected` integer NOT NULL,
	`findings` text NOT NULL,
	`is_doubtful` integer NOT NULL,
	`is_strange` integer NOT NULL,
	`is_left_out` integer DEFAULT false NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`revision` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`file`) REFERENCES `batch_files`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_number` ON `drafts` (`file`,`number`);--> statement-breakpoint
CREATE INDEX `drafts_agency` ON `drafts` (`agency`,`year`);