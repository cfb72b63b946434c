CREATE TABLE `cell_verdicts` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`edition` text NOT NULL,
	`indicator` text NOT NULL,
	`member` text NOT NULL,
	`fingerprint` text NOT NULL,
	`verdict` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cell_verdicts_report` ON `cell_verdicts` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE TABLE `question_steps` (
	`key` integer PRIMARY KEY NOT NULL,
	`question` integer NOT NULL,
	`state` text NOT NULL,
	`answer` text NOT NULL,
	`correction` integer,
	`release` integer,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`question`) REFERENCES `questions`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_steps_question` ON `question_steps` (`question`);--> statement-breakpoint
CREATE TABLE `questions` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`edition` text NOT NULL,
	`indicator` text NOT NULL,
	`member` text NOT NULL,
	`label` text NOT NULL,
	`member_label` text NOT NULL,
	`unit` text NOT NULL,
	`shown_status` text NOT NULL,
	`shown_amount` integer,
	`version` integer NOT NULL,
	`data_version` integer NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`contact` text,
	`asked_at` text NOT NULL,
	`state` text NOT NULL,
	`is_text_shown` integer DEFAULT false NOT NULL,
	`correction` integer,
	`release` integer,
	`revision` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `questions_report` ON `questions` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE INDEX `questions_state` ON `questions` (`state`);--> statement-breakpoint
CREATE INDEX `questions_asked` ON `questions` (`asked_at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_explanations` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`check_id` text NOT NULL,
	`instance` text NOT NULL,
	`words` text NOT NULL,
	`given_by` text NOT NULL,
	`given_at` text NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`entered_by` text DEFAULT '' NOT NULL,
	`entered_at` text NOT NULL,
	`state` text NOT NULL,
	`release` integer
);
--> statement-breakpoint
INSERT INTO `__new_explanations`("key", "agency", "year", "scope", "check_id", "instance", "words", "given_by", "given_at", "source", "entered_by", "entered_at", "state", "release") SELECT e.key, a.id, r.year, r.scope, e.check_id, e.instance, e.words, e.given_by, e.given_at, '', '', e.given_at,
	CASE WHEN EXISTS (SELECT 1 FROM explanations later WHERE later.report = e.report AND later.check_id = e.check_id AND later.instance = e.instance AND later.key > e.key) THEN 'replaced' ELSE 'released' END, NULL
	FROM `explanations` e JOIN `reports` r ON r.key = e.report JOIN `agencies` a ON a.key = r.agency;--> statement-breakpoint
DROP TABLE `explanations`;--> statement-breakpoint
ALTER TABLE `__new_explanations` RENAME TO `explanations`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `explanations_report` ON `explanations` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE INDEX `explanations_state` ON `explanations` (`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `explanations_in_force` ON `explanations` (`agency`,`year`,`scope`,`check_id`,`instance`) WHERE state = 'released';