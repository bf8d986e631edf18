namespace MultimodalEmbeddings.Tokenization;

/// <summary>A <c>model</c> of the type Unigram.</summary>
internal static class UnigramJson
{
    public static UnigramModel Read(JsonPlace model)
    {
        if (model.Find("byte_fallback")?.Flag() ?? false)
        {
            throw new UnsupportedTokenizerException(
                model.FilePath, $"A unigram model with '{model.Name}.byte_fallback' is not implemented.");
        }

        var vocabulary = model.Require("vocab");
        var pieces = Pieces(vocabulary);
        var unknown = model.Require("unk_id");
        if (unknown.Number() is not (>= 0 and var id) || id >= pieces.Count)
        {
            throw unknown.Wrong($"the id of one of the {pieces.Count} pieces");
        }

        return UnigramPieces.Model(model.FilePath, pieces, id);
    }

    private static List<UnigramPiece> Pieces(JsonPlace vocabulary)
    {
        var items = vocabulary.Items();
        var pieces = new List<UnigramPiece>(vocabulary.Element.GetArrayLength());
        pieces.AddRange(items.Select(Piece));
        return pieces;
    }

    /// <summary><c>["text", score]</c>.</summary>
    private static UnigramPiece Piece(JsonPlace item) => item.Pair() is var (text, score)
        ? new UnigramPiece(text.Text(), score.Real())
        : throw item.Wrong("a piece and its score");
}
