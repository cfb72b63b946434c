CREATE TABLE `release_verdicts` (
	`release` integer NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`check_id` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`release`, `agency`, `year`, `scope`, `check_id`),
	FOREIGN KEY (`release`) REFERENCES `releases`(`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `data_versions` (
	`version` integer PRIMARY KEY NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dropped_agencies` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name_zh` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dropped_agencies_id_unique` ON `dropped_agencies` (`id`);--> statement-breakpoint
CREATE TABLE `former_check_counts` (
	`version` integer NOT NULL,
	`check_id` text NOT NULL,
	`passed` integer NOT NULL,
	`failed` integer NOT NULL,
	`not_assessable` integer NOT NULL,
	`inferred` integer NOT NULL,
	`missing` text NOT NULL,
	PRIMARY KEY(`version`, `check_id`),
	FOREIGN KEY (`version`) REFERENCES `versions`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `former_totals` (
	`version` integer NOT NULL,
	`indicator` integer NOT NULL,
	`edition` integer NOT NULL,
	`grade` text NOT NULL,
	`unit` text NOT NULL,
	`status` text NOT NULL,
	`amount` integer,
	PRIMARY KEY(`version`, `indicator`),
	FOREIGN KEY (`version`) REFERENCES `versions`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`indicator`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edition`) REFERENCES `terms`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `shown_versions` (
	`key` integer PRIMARY KEY NOT NULL,
	`agency` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`version` integer,
	`number` integer,
	`since` integer NOT NULL,
	FOREIGN KEY (`version`) REFERENCES `versions`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shown_versions_report` ON `shown_versions` (`agency`,`year`,`scope`);--> statement-breakpoint
CREATE INDEX `shown_versions_since` ON `shown_versions` (`since`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_versions` (
	`key` integer PRIMARY KEY NOT NULL,
	`report` integer,
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
	`unplaced` text DEFAULT '[]' NOT NULL,
	`unplaced_rows` integer DEFAULT 0 NOT NULL,
	`unplaced_tables` integer DEFAULT 0 NOT NULL,
	`agreements` text DEFAULT '{}' NOT NULL,
	`claims` text DEFAULT '[]' NOT NULL,
	`sections` text DEFAULT '[]' NOT NULL,
	`awaiting_review` integer DEFAULT false NOT NULL,
	`reviewed_by` text,
	`reviewed_at` text,
	FOREIGN KEY (`report`) REFERENCES `reports`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document`) REFERENCES `documents`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_versions`("key", "report", "number", "document", "title", "published", "read_at", "reader", "cells_read", "cells_expected", "evidence", "tables", "unplaced", "unplaced_rows", "unplaced_tables", "agreements", "claims", "sections", "awaiting_review", "reviewed_by", "reviewed_at") SELECT "key", "report", "number", "document", "title", "published", "read_at", "reader", "cells_read", "cells_expected", "evidence", "tables", "unplaced", "unplaced_rows", "unplaced_tables", "agreements", "claims", "sections", "awaiting_review", "reviewed_by", "reviewed_at" FROM `versions`;--> statement-breakpoint
DROP TABLE `versions`;--> statement-breakpoint
ALTER TABLE `__new_versions` RENAME TO `versions`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `versions_number` ON `versions` (`report`,`number`);--> statement-breakpoint
CREATE INDEX `versions_document` ON `versions` (`document`);--> statement-breakpoint
ALTER TABLE `releases` ADD `checks` text;--> statement-breakpoint
INSERT INTO `data_versions` (`version`, `changed_at`) SELECT `version`, `changed_at` FROM `release`;--> statement-breakpoint
INSERT INTO `shown_versions` (`agency`, `year`, `scope`, `version`, `number`, `since`)
SELECT `agencies`.`id`, `reports`.`year`, `reports`.`scope`, `versions`.`key`, `versions`.`number`, coalesce((SELECT `version` FROM `release`), 0)
FROM `reports` JOIN `agencies` ON `agencies`.`key` = `reports`.`agency` JOIN `versions` ON `versions`.`key` = `reports`.`current`
ORDER BY `reports`.`key`;--> statement-breakpoint
CREATE TRIGGER `release_begun` AFTER INSERT ON `release` BEGIN
INSERT INTO `data_versions` (`version`, `changed_at`) VALUES (NEW.`version`, NEW.`changed_at`) ON CONFLICT DO NOTHING;
END;--> statement-breakpoint
CREATE TRIGGER `release_raised` AFTER UPDATE ON `release` BEGIN
INSERT INTO `data_versions` (`version`, `changed_at`) VALUES (NEW.`version`, NEW.`changed_at`) ON CONFLICT DO NOTHING;
END;--> statement-breakpoint
CREATE TRIGGER `reports_shown` AFTER INSERT ON `reports` WHEN NEW.`current` IS NOT NULL BEGIN
INSERT INTO `shown_versions` (`agency`, `year`, `scope`, `version`, `number`, `since`) VALUES (
(SELECT `id` FROM `agencies` WHERE `key` = NEW.`agency`), NEW.`year`, NEW.`scope`, NEW.`current`,
(SELECT `number` FROM `versions` WHERE `key` = NEW.`current`), coalesce((SELECT `version` FROM `release`), 0));
END;--> statement-breakpoint
CREATE TRIGGER `reports_replaced` AFTER UPDATE OF `current` ON `reports` WHEN NEW.`current` IS NOT OLD.`current` BEGIN
INSERT OR REPLACE INTO `former_check_counts` (`version`, `check_id`, `passed`, `failed`, `not_assessable`, `inferred`, `missing`)
SELECT OLD.`current`, `check_id`, `passed`, `failed`, `not_assessable`, `inferred`, `missing` FROM `check_counts`
WHERE `report` = OLD.`key` AND OLD.`current` IS NOT NULL;
INSERT OR REPLACE INTO `former_totals` (`version`, `indicator`, `edition`, `grade`, `unit`, `status`, `amount`)
SELECT `version`, `indicator`, `edition`, `grade`, `unit`, `status`, `amount` FROM `totals`
WHERE `agency` = OLD.`agency` AND `year` = OLD.`year` AND `scope` = OLD.`scope` AND `version` = OLD.`current`;
INSERT INTO `shown_versions` (`agency`, `year`, `scope`, `version`, `number`, `since`) VALUES (
(SELECT `id` FROM `agencies` WHERE `key` = NEW.`agency`), NEW.`year`, NEW.`scope`, NEW.`current`,
(SELECT `number` FROM `versions` WHERE `key` = NEW.`current`), coalesce((SELECT `version` FROM `release`), 0));
END;--> statement-breakpoint
CREATE TRIGGER `reports_gone` BEFORE DELETE ON `reports` WHEN OLD.`current` IS NOT NULL BEGIN
SELECT RAISE(ABORT, 'A report that is shown does not go: it shows no version first');
END;--> statement-breakpoint
CREATE TRIGGER `agencies_dropped` BEFORE DELETE ON `agencies` WHEN EXISTS (SELECT 1 FROM `shown_versions` WHERE `agency` = OLD.`id`) BEGIN
INSERT INTO `dropped_agencies` (`id`, `name_zh`) VALUES (OLD.`id`, OLD.`name_zh`) ON CONFLICT DO NOTHING;
END;--> statement-breakpoint
CREATE TRIGGER `shown_versions_unchanged` BEFORE UPDATE ON `shown_versions` BEGIN SELECT RAISE(ABORT, 'History is never changed'); END;--> statement-breakpoint
CREATE TRIGGER `shown_versions_kept` BEFORE DELETE ON `shown_versions` BEGIN SELECT RAISE(ABORT, 'History is never shortened'); END;
