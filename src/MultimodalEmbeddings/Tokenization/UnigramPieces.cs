namespace MultimodalEmbeddings.Tokenization;

/// <summary>Checks the pieces of a unigram model.</summary>
internal static class UnigramPieces
{
    /// <exception cref="TokenizerException">A piece is empty, too long, or there are too many.</exception>
    public static UnigramModel Model(string filePath, IReadOnlyList<UnigramPiece> pieces, int unknownId)
    {
        if (pieces.Count > JsonVocabulary.MaximumId)
        {
            throw new TokenizerException(
                filePath, $"The model has {pieces.Count} pieces, more than the {JsonVocabulary.MaximumId} that are read.");
        }

        for (var id = 0; id < pieces.Count; id++)
        {
            Check(filePath, pieces[id].Text, id);
        }

        return new UnigramModel(pieces, unknownId);
    }

    private static void Check(string filePath, string text, int id)
    {
        if (text.Length is 0 or > UnigramModel.LongestPiece)
        {
            throw new TokenizerException(filePath, $"Piece {id} has {text.Length} characters; pieces have from 1 to " +
                $"{UnigramModel.LongestPiece}.");
        }
    }
}
