"""The form of Decree 30/2020/NĐ-CP: parts of the paper, numbers of its headings."""
