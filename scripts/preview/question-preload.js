// The page of a question that is asked before there is a window: page.js, which it is put behind, draws it.
