-- HS chapters in words.
SELECT hs_chapter AS chapter, title FROM dim_hs_chapters ORDER BY hs_chapter;
