package boards

// Record returns what the viewer sees in the form of a record, so that its fields, sparse as they are, read through the
// same accessors: Get, Str, Bool, Int, Strs, List and Part. Fields are shared with the view: read, never change them.
func (r *ViewRecord) Record() *Record {
	return &Record{ID: r.ID, Type: r.Type, F: r.F, By: r.By, At: r.At, Deleted: r.Deleted}
}
