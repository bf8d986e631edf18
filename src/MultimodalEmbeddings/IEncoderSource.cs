using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings;

/// <summary>Where a builder's encoder comes from.</summary>
internal interface IEncoderSource
{
    /// <returns>The model, which belongs to the caller, its tokenizer, and the options stored beside them.</returns>
    (SentenceModel Model, ITextTokenizer Tokenizer, StoredOptions Stored) Open();

    /// <summary>What to throw where the stored options do not fit the model.</summary>
    Exception Unfit(string faults);
}
