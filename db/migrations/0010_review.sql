CREATE TABLE `corrections` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`edition` text NOT NULL,
	`indicator` text NOT NULL,
	`member` text NOT NULL,
	`form` text NOT NULL,
	`label` text NOT NULL,
	`member_label` text NOT NULL,
	`unit` text NOT NULL,
	`was_status` text NOT NULL,
	`was_amount` integer,
	`was_printed` text NOT NULL,
	`is_status` text NOT NULL,
	`is_amount` integer,
	`why` text NOT NULL,
	`evidence` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`release` integer
);
--> statement-breakpoint
CREATE INDEX `corrections_report` ON `corrections` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE INDEX `corrections_state` ON `corrections` (`state`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`version` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`verdict` text NOT NULL,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`release` integer,
	`is_pending` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reviews_report` ON `reviews` (`agency`,`year`,`scope`);