using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>A tokenizer, or a skip where the library itself says that it does not implement it.</summary>
internal static class SupportedTokenizer
{
    public static ITextTokenizer Load(string directory)
    {
        try
        {
            return TokenizerFiles.Load(directory);
        }
        catch (UnsupportedTokenizerException unsupported)
        {
            Assert.Skip(unsupported.Message);
            throw;
        }
    }
}
