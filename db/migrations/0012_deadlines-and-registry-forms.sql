CREATE TABLE `deadline_rules` (
	`key` integer PRIMARY KEY NOT NULL,
	`rule` integer NOT NULL,
	`revision` integer NOT NULL,
	`is_newest` integer DEFAULT true NOT NULL,
	`region` text,
	`since` integer NOT NULL,
	`until` integer,
	`kind` text,
	`level` text,
	`month` integer NOT NULL,
	`day` integer NOT NULL,
	`basis` text NOT NULL,
	`is_ended` integer DEFAULT false NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_rules_revision` ON `deadline_rules` (`rule`,`revision`);--> statement-breakpoint
CREATE INDEX `deadline_rules_newest` ON `deadline_rules` (`is_newest`,`is_ended`);--> statement-breakpoint
CREATE TABLE `kept_forms` (
	`key` integer PRIMARY KEY NOT NULL,
	`user` integer NOT NULL,
	`page` text NOT NULL,
	`fields` text NOT NULL,
	`problems` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`user`) REFERENCES `users`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `registry_files` (
	`key` integer PRIMARY KEY NOT NULL,
	`user` integer NOT NULL,
	`name` text NOT NULL,
	`bytes` blob NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`user`) REFERENCES `users`(`key`) ON UPDATE no action ON DELETE no action
);
