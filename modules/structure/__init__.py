"""Structure: faculties, departments, programmes, semesters, study groups and subgroups of a university."""
