package main_test

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"feltboard/boards"
)

// books reads what a running server has on disk.
type books struct {
	t  *testing.T
	db *sql.DB
}

func (p *program) books(t *testing.T) *books {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(p.dir, "*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("databases: %v (%v)", files, err)
	}
	db, err := sql.Open("sqlite", "file:"+files[0]+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &books{t, db}
}

// mind is a board as its journal says.
type mind struct {
	*books
	board string
	*boards.State
}

func (b *books) mind(board string) *mind {
	m := &mind{b, board, boards.NewState()}
	m.learn()
	return m
}

// learn takes in what is new, and says how many entries that was.
func (m *mind) learn() (n int) {
	m.t.Helper()
	rows, err := m.db.Query("SELECT seq, data FROM entry WHERE board = ? AND seq > ? ORDER BY seq", m.board, m.Seq)
	if err != nil {
		m.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var data []byte
		if err := rows.Scan(&seq, &data); err != nil {
			m.t.Fatal(err)
		}
		e, err := boards.DecodeEntry(seq, data)
		if err != nil {
			m.t.Fatal(err)
		}
		m.Apply(e)
		n++
	}
	if err := rows.Err(); err != nil {
		m.t.Fatal(err)
	}
	return n
}

// passing are tables whose rows come and go without anybody's changing anything: what was counted, seen or summed up.
var passing = []string{"audit", "pulse", "snapshot", "summary", "sqlite_sequence", "migration"}

// digest sums up everything that is kept, but for what is passing; seen is when somebody was last here.
func (b *books) digest() string {
	b.t.Helper()
	var tables []string
	list, err := b.db.Query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
	if err != nil {
		b.t.Fatal(err)
	}
	for list.Next() {
		var name string
		if err := list.Scan(&name); err != nil {
			b.t.Fatal(err)
		}
		if !has(passing, name) {
			tables = append(tables, name)
		}
	}
	list.Close()
	var all []string
	for _, table := range tables {
		what := "*"
		switch table {
		case "session":
			what = "id, browser, owner, created, person"
		case "entry":
			what = "board, max(seq)"
		case "board":
			what = "id, head_seq"
		case "delivery": // it goes on by itself
			what = "target, action"
		case "erasure":
			what = "board, record"
		case "target":
			what = "id, board, kind, url, repo, token, ended"
		}
		query := "SELECT " + what + " FROM " + table
		if table == "entry" {
			query += " GROUP BY board"
		}
		rows, err := b.db.Query(query)
		if err != nil {
			b.t.Fatal(err)
		}
		names, err := rows.Columns()
		if err != nil {
			b.t.Fatal(err)
		}
		h := sha256.New()
		for rows.Next() {
			row, to := make([]any, len(names)), make([]any, len(names))
			for i := range row {
				to[i] = &row[i]
			}
			if err := rows.Scan(to...); err != nil {
				b.t.Fatal(err)
			}
			fmt.Fprintf(h, "%v\n", row)
		}
		rows.Close()
		all = append(all, fmt.Sprintf("%s %x", table, h.Sum(nil)[:4]))
	}
	return strings.Join(all, "\n")
}
