package boards

// Bytes is about how much the board's records take, encoded (MaxBytes).
func (s *State) Bytes() int { return s.bytes }
