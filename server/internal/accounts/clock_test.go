package accounts

import "time"

// SetNow gives a store another clock.
func (s *Store) SetNow(now func() time.Time) { s.now = now }
