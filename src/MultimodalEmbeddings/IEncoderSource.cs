using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>Where a builder's encoder comes from.</summary>
internal interface IEncoderSource
{
    /// <returns>The model, which belongs to the caller, its tokenizer, and the options stored beside them.</returns>
    (TransformerModel Model, ITextTokenizer Tokenizer, StoredOptions Stored) Open();
}
