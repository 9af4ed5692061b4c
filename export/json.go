package export

// jsonFormat is the version of what asJSON writes. Fields are added under the same version; a reader skips what it does not
// know.
const jsonFormat = "feltboard.export/1"

func asJSON(e edition) ([]File, error) {
	data, err := encode(struct {
		Format  string    `json:"format"`
		Board   string    `json:"board"`
		Session string    `json:"session"`
		Items   []Item    `json:"items"`
		LeftOut []LeftOut `json:"left_out"`
	}{jsonFormat, e.board.id, e.board.title, e.items, append([]LeftOut{}, e.left.list()...)})
	return []File{{Name: "feltboard.json", Data: data}}, err
}
