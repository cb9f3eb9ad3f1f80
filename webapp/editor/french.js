// The editor's own French, and what it still says in English.
import { deepMerge, fr } from "@eigenpal/docx-editor-i18n";

export const FRENCH = deepMerge(fr, {
  toolbar: {
    break: "Saut",
    sectionBreakContinuous: "Saut de section continu",
    sectionBreakNextPage: "Saut de section, page suivante",
  },
  formattingBar: { commentsAndChanges: "Commentaires et modifications", moreItems: "Autres outils" },
  lineSpacing: { label: "Interligne" },
  font: { other: "Autres polices", documentFonts: "Polices du document" },
  zoom: { zoomIn: "Agrandir", zoomOut: "Réduire", zoomLevel: "Niveau de zoom" },
  table: { selectTable: "Sélectionner le tableau" },
  imageOverlay: { replaceImage: "Remplacer l’image" },
  revisions: {
    cellDeleted: "Cellule supprimée",
    cellInserted: "Cellule insérée",
    cellMerged: "Cellules fusionnées",
    cellPropertiesChanged: "Mise en forme de la cellule modifiée",
    paragraphMarkDeleted: "Marque de paragraphe supprimée",
    paragraphMarkInserted: "Marque de paragraphe insérée",
    paragraphPropertiesChanged: "Mise en forme du paragraphe modifiée",
    rowDeleted: "Ligne supprimée",
    rowInserted: "Ligne insérée",
    rowPropertiesChanged: "Mise en forme de la ligne modifiée",
    tableDeleted: "Tableau supprimé",
    tableInserted: "Tableau inséré",
    tablePropertiesChanged: "Mise en forme du tableau modifiée",
  },
});
