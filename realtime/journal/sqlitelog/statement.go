package sqlitelog

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

// statement is a prepared statement of the driver's own, for those that every commit needs: in database/sql a small one
// costs about as much again as SQLite takes for it. It belongs to the goroutine that owns the connection, which must not
// be returned to its pool before close.
type statement struct {
	stmt driver.StmtExecContext
	end  func() error
	args []driver.NamedValue // used again
}

func prepare(conn *sql.Conn, query string) (*statement, error) {
	s := &statement{}
	err := conn.Raw(func(c any) error {
		preparer, ok := c.(driver.ConnPrepareContext)
		if !ok {
			return fmt.Errorf("the driver's %T cannot prepare statements", c)
		}
		stmt, err := preparer.PrepareContext(background, query)
		if err != nil {
			return err
		}
		s.stmt, ok = stmt.(driver.StmtExecContext)
		s.end = stmt.Close
		if !ok {
			return errors.Join(fmt.Errorf("the driver's %T cannot be run", stmt), stmt.Close())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (s *statement) exec(args ...driver.Value) error {
	_, err := s.run(args)
	return err
}

// change is exec for a statement that must change exactly one row; it is false if it did not.
func (s *statement) change(args ...driver.Value) (one bool, err error) {
	result, err := s.run(args)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// run takes what the driver takes: int64, string, []byte.
func (s *statement) run(args []driver.Value) (driver.Result, error) {
	s.args = s.args[:0]
	for i, a := range args {
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	defer clear(s.args) // payloads are the caller's
	return s.stmt.ExecContext(background, s.args)
}

func (s *statement) close() error { return s.end() }
