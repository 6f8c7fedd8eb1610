"""A partnership's programme: goal, results, plans it draws on, activities with progress and risks."""
