package intake

import "strings"

// table is what a file with rows and columns holds.
type table struct {
	head []string
	rows []line
}

type line struct {
	n       int // as a spreadsheet counts
	cells   []string
	problem string
}

// readCSV reads a spreadsheet's text. It takes what people paste: a quote within a field stands for itself. A quote that is
// never closed spoils its own line alone. Unless it is sure that this is a table, lines with commas in them may be sentences.
func readCSV(text string, sure bool) table {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	n := 0
	if first, rest, ok := strings.Cut(text, "\n"); ok && len(first) == 5 && strings.HasPrefix(strings.ToLower(first), "sep=") {
		text, n, sure = rest, 1, true // a spreadsheet's own word for the delimiter; the text shows it, too
	}
	r := reader{text: text, comma: delimiter(text, sure)}
	var t table
	for r.at < len(r.text) {
		n++
		l := r.line()
		l.n = n
		if empty(l.cells) && l.problem == "" {
			continue
		}
		if t.head == nil && l.problem == "" {
			t.head = l.cells
			if known(l.cells) {
				continue
			}
			t.head = []string{"text"} // a plain list
			if len(l.cells) > 1 {
				t.head = l.cells
				continue
			}
		}
		t.rows = append(t.rows, l)
	}
	return t
}

func empty(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// delimiter is the one that the first line has most of, outside quotes.
func delimiter(text string, sure bool) byte {
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t'} {
		n, quoted := 0, false
		for i := 0; i < len(text) && (quoted || text[i] != '\n'); i++ {
			switch text[i] {
			case '"':
				quoted = !quoted
			case d:
				if !quoted {
					n++
				}
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	first, _, _ := strings.Cut(text, "\n")
	if !sure && best == ',' && !strings.Contains(first, `"`) && !headed(first) {
		return 0 // sentences with commas in them, one per line
	}
	return best
}

// headed says whether a line with commas names columns: one name that is known, or a question.
func headed(first string) bool { return known(strings.Split(first, ",")) }

func known(cells []string) bool {
	for _, c := range cells {
		if is, _ := meaning(c); is != "" {
			return true
		}
	}
	return false
}

type reader struct {
	text  string
	at    int
	comma byte // 0: every line is one field
	vain  int  // bytes looked through for quotes that are never closed
}

// mostVain bounds that: a file of such quotes alone would otherwise be read once for each of them.
const mostVain = 32 << 20

func (r *reader) line() line {
	begin := r.at
	var cells []string
	for {
		cell, closed := r.cell()
		if !closed {
			r.at, r.vain = begin, r.vain+len(r.text)-begin
			raw, _, _ := strings.Cut(r.text[begin:], "\n")
			r.at = min(begin+len(raw)+1, len(r.text))
			return line{cells: []string{raw}, problem: "A quotation mark opens in this row and is never closed. Close it, or take it out."}
		}
		cells = append(cells, cell)
		if r.at >= len(r.text) {
			return line{cells: cells}
		}
		r.at++
		if r.text[r.at-1] == '\n' {
			return line{cells: cells}
		}
		if r.at == len(r.text) { // the last field is empty
			return line{cells: append(cells, "")}
		}
	}
}

// cell reads up to a delimiter, a line's end or the end.
func (r *reader) cell() (cell string, closed bool) {
	if r.comma == 0 || r.at >= len(r.text) || r.text[r.at] != '"' {
		begin := r.at
		for r.at < len(r.text) && !r.ends(r.at) {
			r.at++
		}
		return r.text[begin:r.at], true
	}
	if r.vain > mostVain {
		return "", false
	}
	var b strings.Builder
	for i := r.at + 1; i < len(r.text); i++ {
		switch {
		case r.text[i] != '"':
			b.WriteByte(r.text[i])
		case i+1 < len(r.text) && r.text[i+1] == '"':
			b.WriteByte('"')
			i++
		case i+1 == len(r.text) || r.ends(i+1):
			r.at = i + 1
			return b.String(), true
		default:
			b.WriteByte('"')
		}
	}
	return "", false
}

func (r *reader) ends(i int) bool { return r.text[i] == '\n' || r.comma != 0 && r.text[i] == r.comma }
