package export

import (
	"cmp"
	"strings"
)

const mostAzure = 1000 // items at once

// azure writes the CSV of Azure Boards' import of work items, whose descriptions are HTML.
func azure(e edition) ([]File, error) {
	if len(e.items) > mostAzure {
		return nil, ErrTooMany
	}
	s := sheet{raw: e.Raw}
	s.row("Work Item Type", "Title", "Description", "Priority", "Tags")
	kind := cmp.Or(clean(e.ItemType), "Issue")
	for _, it := range e.items {
		text := fit(it.body(), mostOthers, func(b []block) string { return inHTML(b, forHTML) })
		priority := map[string]string{"high": "1", "medium": "2", "low": "3"}[it.Priority]
		s.row(kind, it.PlainTitle(), text, priority, strings.Join(it.labels(), "; "))
	}
	return s.file("azure-work-items.csv"), nil
}
