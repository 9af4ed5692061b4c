package sqlitelog

import (
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

type purpose int

const (
	forWriting purpose = iota
	forReading
)

// source is the driver's name for the file, with what every connection sets.
func source(path string, p purpose) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	q := url.Values{"_pragma": {
		"busy_timeout(5000)",
		"journal_mode(WAL)",
		"synchronous(FULL)",
		"secure_delete(ON)",
		"foreign_keys(ON)",
		"wal_autocheckpoint(0)",
	}}
	if p == forReading {
		q.Add("_pragma", "query_only(ON)")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// oldest is the first SQLite without the bug by which resetting the WAL could
// damage the database.
var oldest = [3]int{3, 51, 3}

func checkVersion() error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	var version string
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		return err
	}
	return checkVersionOf(version)
}

func checkVersionOf(version string) error {
	for i, part := range strings.SplitN(version, ".", 4) {
		n, err := strconv.Atoi(part)
		if err != nil || i >= len(oldest) || n > oldest[i] {
			break
		}
		if n < oldest[i] {
			return fmt.Errorf("this program was built with SQLite %s, which can damage a database; build it with %d.%d.%d or newer",
				version, oldest[0], oldest[1], oldest[2])
		}
	}
	return nil
}

// readOnly names a file that nobody writes to.
func readOnly(path string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?mode=ro&immutable=1"
}
