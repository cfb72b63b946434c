CREATE TABLE `search_entries` (
	`agency` integer PRIMARY KEY NOT NULL,
	`place` integer NOT NULL,
	`names` text NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_place` ON `search_entries` (`place`);--> statement-breakpoint
CREATE VIRTUAL TABLE `agency_search` USING fts5(`name`, `alias`, `spelled`, `inner`, `grams`, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');
