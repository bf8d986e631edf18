namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Values of the trait <c>Category</c>: <c>[Trait(Category.Name, Category.Unit)]</c>.</summary>
internal static class Category
{
    public const string Name = "Category";

    /// <summary>Needs no file outside the repository.</summary>
    public const string Unit = "Unit";

    /// <summary>Compares with golden values of the Python reference.</summary>
    public const string Reference = "Reference";

    /// <summary>Needs real models or data.</summary>
    public const string Real = "Real";

    /// <summary>Takes longer than a few seconds.</summary>
    public const string Slow = "Slow";
}
